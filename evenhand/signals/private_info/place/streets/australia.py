"""Australia."""

WORDS = {
    "region": "wales victoria queensland tasmania territory australia",
    "region code": "NSW VIC QLD SA WA TAS NT ACT Vic Qld Tas",
    "city": "sydney melbourne brisbane perth adelaide canberra hobart darwin",
}
