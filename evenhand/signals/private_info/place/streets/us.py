"""The United States, with their post and military boxes."""

WORDS = {
    "whole street": "broadway",
    "street first": "calle camino paseo",
    "street first or not": "highway hwy route rte road county",
    "region": """
        alabama alaska arizona arkansas california colorado connecticut delaware columbia florida
        georgia hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland
        massachusetts michigan minnesota mississippi missouri montana nebraska nevada hampshire
        jersey mexico york carolina dakota ohio oklahoma oregon pennsylvania rico island tennessee
        texas utah vermont virginia washington wisconsin wyoming
    """,
    "region code": """
        AL AK AZ AR CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH
        NJ NM NV NY OH OK OR PA PR RI SC SD TN TX UT VA VT WA WI WV WY AA AE AP D.C GU VI
    """,
    "city": """
        angeles chicago houston phoenix philadelphia antonio diego dallas austin jacksonville
        columbus charlotte francisco indianapolis seattle denver boston nashville detroit portland
        memphis louisville baltimore milwaukee albuquerque tucson fresno sacramento atlanta omaha
        miami oakland minneapolis tulsa tampa arlington orleans cleveland pittsburgh cincinnati
        orlando brooklyn manhattan bronx
    """,
    "post": "apo fpo dpo",
}
