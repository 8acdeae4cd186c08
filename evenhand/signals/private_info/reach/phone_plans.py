"""How countries write their telephone numbers, as tables."""

from collections.abc import Iterator, Mapping

from evenhand.signals.private_info.cues import words

SIZE = "0123456789abcdefghijklmnopqrstuvwxyz"
"""A grouping is the size of each group of figures: `334` for 202-555-0143, `a` for ten."""


def _by_grouping(table: str) -> Mapping[str, tuple[str, ...]]:
    """Grouping -> what its number begins with, from lines `grouping beginnings # where`.

    `02-05` stands for 02, 03, 04 and 05; no beginning stands for any.
    """
    listed: dict[str, tuple[str, ...]] = {}
    for line in table.strip().splitlines():
        grouping, *beginnings = line.split("#")[0].split()
        listed[grouping] = tuple(one for part in beginnings for one in _spread(part)) or ("",)
    return listed


def _spread(part: str) -> Iterator[str]:
    first, _, last = part.partition("-")
    for number in range(int(first), int(last or first) + 1):
        yield str(number).zfill(len(first))


TRUNK = _by_grouping("""
    22222  01-09                  # France 06 12 34 56 78, the Netherlands
    56     01 02 07               # Britain 07700 900123
    533    01 02 07               # Britain 01632 960 123
    344    02-04 06-09 010-019 13 15 18  # Britain 020 7946 0018, Japan 090, China 138
    434    01 03 05 07-09         # Britain 0151 555 0123, Nigeria 0803
    433    03 04 07-09 1300 1800 1850 1890  # Australia 0412 345 678, Romania, Taiwan
    334    01-09                  # Ireland 087 123 4567, Finland, South Africa, Israel
    234    01-04 06-09            # Ireland 01 234 5678, New Zealand
    244    01-04 06-09            # Australia 02 5550 0123, Japan 03-1234-5678
    3322   02-09                  # Switzerland 079 555 01 23, Sweden 070-123 45 67, Ukraine
    4322   02-06                  # Turkey 0532 123 45 67, Austria 0660 555 01 23
    4222   01-05 07-09            # Belgium 0470 12 34 56, Germany 0431 35 06 90
    3222   02-09                  # Belgium 010 12 34 56, Germany 089 72 63 41
    32222  02-09                  # Germany 030 12 34 56 78
    2322   01-04 08 09            # Belgium 02 555 01 23, Sweden
    52222  02-05 07-09            # Germany 05334 75 83 35 12
    5222   02-09                  # Germany 05334 75 83 35
    28     02 06                  # the Netherlands 06-12345678
    37     01-09                  # the Netherlands 020-1234567, Germany, Israel
    38     01-09                  # Germany 030 12345678, India 022-25550123
    36     03 04 06 08            # Germany 030 123456
    46     01-05 07-09            # the Netherlands 0344-123456, Germany
    47     01-09                  # Germany 0151 5550123, Pakistan, Sweden, Italy
    48     01-09                  # Germany 0151 55501234
    55     02-09                  # Germany 06221 55501
    57     02-09                  # Germany 06221 5550123
    246    02 06                  # Italy 06 5550 123456
    343    04 05                  # Finland 040 1234 567
    424    01 04 05 07 09         # Japan 0422-55-0123
    444    08                     # Indonesia 0812 3456 7890
    254    01 02 09               # Brazil, with a trunk zero
    354    01-09                  # Brazil 021 98765-4321
    2234   06                     # Hungary 06 30 123 4567
    13322  8                      # Russia 8 (912) 345-67-89
    1334   8                      # Russia 8 912 345 6789
    3422   02-04                  # Germany
    2222   05 07 08               # Germany, France's free lines
""")
"""Written so, with the trunk zero in front, a number needs no word to be one of a telephone."""

BRACKETED = _by_grouping("""
    254                           # Brazil (11) 98765-4321
    244    1-9                    # Brazil (11) 4706-6184, Mexico (55) 1234 5678
    2322                          # Poland (22) 555 01 23
    2333                          # Spain (91) 555 012 345
    334                           # Mexico (222) 555 0123
    347    0                      # New Zealand
    343    02 03                  # Chile, Finland
    335    0                      # South Africa
""")
"""The same of numbers without a trunk zero whose area stands in brackets."""

NEAR = _by_grouping("""
    334                           # North America, areas that are not assigned too
    34                            # North America, without an area
    a      0 2-9                  # North America, France, all in one
    b      01 02 07               # Britain, all in one
    2222                          # Denmark, Norway 12 34 56 78
    323                           # Norway 412 34 567
    44     2 3 5-9                # Hong Kong, Singapore 9123 4567
    55     6-9                    # India 98765 43210
    333    2 5-7 9                # Spain, Portugal, Poland 501 555 012
    3222   6-9                    # Spain 612 34 56 78
    2322                          # Poland 22 555 01 23
    244                           # Mexico 55 1234 5678
    254                           # Brazil 11 98765 4321
    233                           # Hungary (35) 609-270
    26                            # Cyprus 24 428557
    37     3                      # Italy 333 1234567
    344    1                      # China 138 1234 5678
""")
"""What is one with a telephone word in the same breath."""

NORTH_AMERICAN = {"334": 0, "1334": 1, "37": 0, "64": 0, "a": 0, "b": 1, "1a": 1, "137": 1}
"""Groupings in North America -> figures of the country code in front."""

AREAS = words("""
    201 202 203 204 205 206 207 208 209 210 212 213 214 215 216 217 218 219 220 223 224 225 226 227
    228 229 231 234 235 236 239 240 242 246 248 249 250 251 252 253 254 256 257 260 262 263 264 267
    268 269 270 272 273 274 276 279 281 283 284 289 301 302 303 304 305 306 307 308 309 310 312 313
    314 315 316 317 318 319 320 321 323 324 325 326 327 329 330 331 332 334 336 337 339 340 341 343
    345 346 347 350 351 352 353 354 360 361 363 364 365 367 368 369 380 382 385 386 401 402 403 404
    405 406 407 408 409 410 412 413 414 415 416 417 418 419 423 424 425 428 430 431 432 434 435 437
    438 440 441 442 443 445 447 448 450 458 463 464 468 469 470 472 473 474 475 478 479 480 484 500
    501 502 503 504 505 506 507 508 509 510 512 513 514 515 516 517 518 519 520 521 522 523 524 525
    526 527 528 529 530 531 532 533 534 539 540 541 544 548 551 557 559 561 562 563 564 566 567 570
    571 572 573 574 575 577 579 580 581 582 584 585 586 587 588 600 601 602 603 604 605 606 607 608
    609 610 612 613 614 615 616 617 618 619 620 622 623 626 628 629 630 631 633 636 639 640 641 645
    646 647 649 650 651 656 657 658 659 660 661 662 664 667 669 670 671 672 678 680 681 682 683 684
    686 689 701 702 703 704 705 706 707 708 709 712 713 714 715 716 717 718 719 720 721 724 725 726
    727 728 730 731 732 734 737 738 740 742 743 747 748 753 754 757 758 760 762 763 765 767 769 770
    771 772 773 774 775 778 779 780 781 782 784 785 786 787 801 802 803 804 805 806 807 808 809 810
    812 813 814 815 816 817 818 819 820 821 825 826 828 829 830 831 832 835 838 839 840 843 845 847
    848 849 850 854 856 857 858 859 860 862 863 864 865 867 868 869 870 872 873 876 878 879 901 902
    903 904 905 906 907 908 909 910 912 913 914 915 916 917 918 919 920 925 928 929 930 931 934 936
    937 938 939 940 941 942 943 945 947 948 949 951 952 954 956 959 970 971 972 973 975 978 979 980
    983 984 985 986 989
""")
"""Areas in use (North American Numbering Plan Administrator, 2025)."""

FOR_ALL_AREAS = words("800 833 844 855 866 877 888 900")
"""North American areas of free and of premium lines."""

FOR_ALL_TRUNK = words("""
    0800 0808 0900 0120 0570 0845 0844 0843 0870 0871 0810 0820 0848 0906 0909 1800 1300 1850 1890
    1860 0300 0303 0330 0333 0343 0344 0345 0370 0371
""")
"""First groups of free, shared-cost and premium lines where no country code is dialled."""

FOR_ALL_ABROAD: Mapping[str, tuple[str, ...]] = {
    "44": ("80", "84", "87", "9", "3"),
    "49": ("800", "180", "900", "700"),
    "33": ("80", "81", "82", "89"),
    "34": ("800", "900", "901", "902", "80"),
    "39": ("800", "803", "840", "848", "199", "89"),
    "31": ("800", "900", "88", "14"),
    "32": ("800", "900", "78", "70"),
    "41": ("800", "840", "842", "844", "848", "900"),
    "43": ("800", "810", "820", "900"),
    "48": ("800", "801", "70"),
    "353": ("1800", "1850", "1890", "800"),
    "351": ("800", "808", "707", "760"),
    "61": ("1800", "1300", "190", "13"),
    "64": ("800", "508", "900"),
    "91": ("1800", "1860"),
    "55": ("800", "300", "400"),
    "52": ("800", "900"),
    "81": ("120", "800", "570"),
    "7": ("800", "804"),
    "46": ("20", "900"),
    "800": ("",),
    "808": ("",),
    "979": ("",),
}
"""Country code -> how its lines of that kind begin."""


def _lengths(table: str) -> Mapping[str, tuple[int, int]]:
    """Country code -> fewest and most figures after it, from lines `fewest most codes`."""
    listed: dict[str, tuple[int, int]] = {}
    for line in table.strip().splitlines():
        fewest, most, *codes = line.split()
        listed |= dict.fromkeys(codes, (int(fewest), int(most)))
    return listed


COUNTRIES = _lengths("""
    10 10 1
    10 10 7 52 58 90 225 234
    9 9 33 34 48 94 211 212 218 221 240 242 244 249 251 255 256 260 261 262 351 380 420 421 590 594
    9 9 596 970 972 992 993 994 995 996 998 230 592
    8 9 41 32 213 224 233 237 250 258 263 264 268 359 372 381 382 385 386 387 591 593 961 962 963
    8 8 45 47 65 216 222 223 226 227 228 229 231 232 235 236 241 243 245 253 257 265 266 267 291 350
    8 8 356 357 370 371 373 374 389 502 503 504 505 506 507 509 965 968 973 974 975 976 800 808
    8 11 86 353
    9 10 44 36 51 91 92 31 56 54 82 57 62 60 20 66 84 98 971 966 964 967 886 855 856 880 63
    9 11 55 49
    6 11 39 43 46 358 30 40 53 95 595
    8 10 61 64 81 27 93 254 375 376 377 378 383
    7 9 220 238 239 246 248 252 269 297 298 299 354 355 423 598 599 670 672 673 674 675 676 677 678
    7 9 679 680 681 682 683 685 686 687 688 689 690 691 692 852 853 850 960 500 501 508 597
    7 12 870 878 881 882 883 888 979
    8 9 977 352
""")
"""How many figures a number has after its country code (ITU-T E.164; lengths by national plans)."""
