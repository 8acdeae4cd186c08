"""What all English-speaking countries share."""

WORDS = {
    "street": """
        street avenue boulevard road lane terrace parkway crescent turnpike expressway freeway
        ave blvd rd ln pkwy tpke expy cres streets
    """,
    "street or not": """
        drive court place way circle square trail loop alley row close path pike plaza cove run walk
        bend crossing ridge hill park point highway grove gardens garden mews parade
        heights view green rise quay vale gate wharf hollow landing pass glen manor meadow meadows
        village commons common mall causeway downs lawn croft brae wynd yard gdns hts ter
    """,
    "street, short": "st dr ct pl cir sq trl aly plz hwy cl gr tce crt cct pde blv av",
    "direction": """
        n s e w ne nw se sw n.e n.w s.e s.w north south east west northeast northwest southeast
        southwest upper lower
    """,
    "unit": """
        apt apartment unit suite ste floor fl room rm bldg building flat level block tower lot
        penthouse studio townhouse trailer trlr space hangar dept
    """,
    "whole unit": "basement bsmt lobby upstairs downstairs",
    "house": """
        house cottage rectory vicarage lodge farm farmhouse barn hall villa court manor mill
        grange priory abbey forge bungalow residence apartments residency towers buildings mansions
        parsonage stables
    """,
    "link": "the",
    "number": "no number num nr",
    "post": "p.o po pob psc cmr unit post rr rural rfd hc gpo usns uss usnv usnumber uscgc",
    "box": "box bag route rte",
    "label": "city town state zip postcode pin county country province suburb zipcode eircode posta"
    "l",
    "corner": "corner intersection cnr",
    "and": "and & y und et e i und og och",
    "country": """
        usa u.s.a us u.s states america uk u.k kingdom ie england scotland wales ireland canada
        australia india germany deutschland austria osterreich switzerland schweiz suisse svizzera
        france netherlands holland nederland spain espana italy italia brazil brasil
        afghanistan albania algeria andorra angola argentina armenia azerbaijan bahamas bahrain
        bangladesh barbados belarus belgium belize benin bhutan bolivia bosnia botswana bulgaria
        burundi cambodia cameroon chile china colombia congo croatia cuba cyprus czechia denmark
        ecuador egypt estonia ethiopia fiji finland gabon gambia ghana greece greenland guatemala
        guinea guyana haiti honduras hungary iceland indonesia iran iraq israel jamaica japan
        kazakhstan kenya korea kosovo kuwait kyrgyzstan laos latvia lebanon lesotho liberia libya
        liechtenstein lithuania luxembourg macedonia madagascar malawi malaysia maldives mali malta
        mauritania mauritius mexico moldova monaco mongolia montenegro morocco mozambique myanmar
        namibia nepal nicaragua niger nigeria norway oman pakistan panama paraguay peru philippines
        poland portugal qatar romania russia rwanda samoa senegal serbia seychelles singapore
        slovakia slovenia somalia sudan suriname sweden syria taiwan tajikistan tanzania thailand
        togo tonga tunisia turkey turkmenistan tuvalu uganda ukraine uruguay uzbekistan vanuatu
        venezuela vietnam yemen zambia zimbabwe grenadines barbuda tobago herzegovina verde ivory
        rica salvador zealand africa lanka arabia emirates
        republic
    """,
    "ordinary": """
        a at me hi my your his her our their its this that these those of in on to for from with by
        or
        but near is are was were be been am as if it you he she we they not so than then when
        who what why how all some more most other another every each any per percent
        second seconds minute minutes min mins hour hours hrs day days week weeks month months year
        years mile miles mi km feet foot ft meter meters metres yards blocks inch inches pounds lbs
        people men women kids guys players points times things ways reasons million billion thousand
        dollars bucks cents votes games wins pm has have had will would can could i
        january february march april june july august september october november december
        jan feb apr jun jul aug sep sept oct nov dec
        monday tuesday wednesday thursday friday saturday sunday tue wed thu fri sat sun
        tonight today tomorrow yesterday now until after before into over where because while which
        banks shops traders just get got did does said says new-look up out off about between
        again there here also very too yes lol ok please thanks call phone tel email fax mobile
        euro euros kilometer meter uhr prozent personen metri metros pessoas personas personnes
    """,
}
