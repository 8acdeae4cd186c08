"""Letters of other scripts that a reader takes for Latin ones, and signs that stand for ASCII ones.

Written by eye for this project, in common fonts: a letter is listed where a person who reads a
word would not notice the exchange. What Unicode's compatibility mapping (NFKC) already turns into
ASCII (fullwidth, mathematical, circled, superscript) is not repeated here. Letters that look like
digits (O, l) are not folded: that depends on what stands around them, which a detector knows.
"""

LOOKS_LIKE: dict[str, str] = {
    "A": "АΑᎪꓮᗅ",
    "B": "ВΒᏴꓐ",
    "C": "СϹᏟꓚ",
    "D": "Ꭰꓓᗞ",
    "E": "ЕΕᎬꓰ",
    "F": "ϜꓝᖴꞘ",
    "G": "ԌᏀꓖ",
    "H": "НΗᎻꓧ",
    "I": "ІΙӀꓲ",
    "J": "ЈᎫꓙͿ",
    "K": "КΚᏦꓗ",
    "L": "Ꮮꓡᒪ",
    "M": "МΜᎷꓟϺ",
    "N": "Νꓠ",
    "O": "ОΟՕꓳ",
    "P": "РΡᏢꓑ",
    "Q": "Ԛ",
    "R": "Ꭱꓣᖇ",
    "S": "ЅՏᏚꓢ",
    "T": "ТΤᎢꓔ",
    "U": "Սꓴᑌ",
    "V": "ѴᏙꓦ",
    "W": "ԜᎳꓪ",
    "X": "ХΧꓫ",
    "Y": "УΥҮꓬ",
    "Z": "ΖᏃꓜ",
    "a": "аαɑᴀ",
    "b": "Ьʙᖯ",
    "c": "сϲᴄ",
    "d": "ԁᏧᴅ",
    "e": "еҽᴇ",
    "f": "ꞙꜰ",
    "g": "ɡցɢ",
    "h": "һհʜ",
    "i": "іιıɩɪ",
    "j": "јϳᴊ",
    "k": "кκᴋ",
    "l": "ӏʟǀ",
    "m": "ᴍ",
    "n": "ոηɴ",
    "o": "оοօᴏ",
    "p": "рρᴘ",
    "q": "ԛզ",
    "r": "ᴦʀ",
    "s": "ѕꜱ",
    "t": "ᴛ",
    "u": "սυᴜʋ",
    "v": "ѵνᴠ",
    "w": "ԝᴡѡ",
    "x": "хχ",
    "y": "уγүʏ",
    "z": "ᴢ",
    "-": "−˗⁃➖",
    "'": "‘’‚‛′‵‹›ʹʻʼʽˈ´",
    '"': "“”„‟″‶«»〝〞",
    ".": "。",
    "/": "⁄∕",
    " ": "⠀",
    "\n": "\u0085\u2028\u2029",
}
"""ASCII sign -> signs of other blocks that look like it or do its work."""

_SQUARED_AND_CIRCLED = (0x1F130, 0x1F150, 0x1F170)
"""Where 26 capital letters, white or black in a square or circle, begin."""

TABLE: dict[str, str] = {
    **{other: ascii_sign for ascii_sign, others in LOOKS_LIKE.items() for other in others},
    **{
        chr(first + letter): chr(ord("A") + letter)
        for first in _SQUARED_AND_CIRCLED
        for letter in range(26)
    },
}
"""One sign -> the ASCII sign that it is read as."""
