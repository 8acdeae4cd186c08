"""Words that call a date the date of somebody's birth."""

from evenhand.signals.private_info.cues import phrases

CUES = {
    # A date follows at once, or stands in the column below.
    "birth label": (
        *phrases(
            "dob|d.o.b|d.o.b.|d o b|birthdate|birthdates|birth date|date of birth|dates of birth"
        ),
        *phrases("birthday|bday|b day|birthdays|born date|date born|birth dt|birth day"),
        *phrases("geburtsdatum|geburtstag|geb.|geb|geb. am|geb am|date de naissance|naissance"),
        *phrases("ne le|nee le|ne e le|ddn"),
        *phrases(
            "fecha de nacimiento|fecha nacimiento|fecha de nac|fecha nac|f. nac|fdn|nacimiento"
        ),
        *phrases(
            "data di nascita|nascita|data de nascimento|nascimento|data nascimento|nasc|nasc."
        ),
        *phrases("geboortedatum|geboorte datum|gebdatum|data urodzenia|fodselsdato|fodelsedatum"),
    ),
    # A place or a name may stand between.
    "born": (
        *phrases("born|born on|was born|was born on|were born on|birth took place on"),
        *phrases("geboren|geboren am|geboren op|ist geboren am|wurde geboren am"),
        *phrases("nacido|nacida|nacio", "|el|en"),
        *phrases("nato|nata", "il|a"),
        *phrases("nascido|nascida|nasceu", "em|a|no dia"),
        *phrases("came into the world on|date of her birth was|date of his birth was"),
    ),
    "born short": ("b", "b."),
    "born thing": (
        *phrases("our|the|this", "company|firm|business|startup"),
        *phrases(
            "company|companies|firm|startup|start up|corporation|brand|band|club|website|idea"
            "|project"
            "|app|internet|nation|republic|country|product|movement|tradition|legend|festival"
            "|agency"
            "|panda|giraffe|elephant|foal|calf|puppy|puppies|kitten|kittens|tiger|cub|state|museum"
            "|theory|meme|song|concept|business|religion|festival|party|network|channel|sport"
            "|genre",
        ),
    ),
    "died": phrases(
        "died|dies|d.|death|died on|passed away|gestorben|verstorben|mort le|morte le|decede le"
        "|fallecio|fallecido|fallecida|muerto|morto|morta|faleceu|overleden|deceased|killed"
    ),
    "public role": phrases(
        "politician|actor|actress|singer|songwriter|senator|footballer|president|prime minister"
        "|novelist|author|writer|poet|composer|musician|rapper|scientist|physicist|chemist"
        "|philosopher|painter|king|queen|emperor|general|statesman|astronaut|athlete|player"
        "|comedian|director|filmmaker|model|congressman|congresswoman|governor|mathematician"
        "|historian|economist|inventor|journalist|broadcaster|architect|playwright|explorer"
    ),
}
