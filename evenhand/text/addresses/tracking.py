"""Query fields that tell where a visitor came from and never which page is shown."""

TRACKING_PREFIXES = (
    "utm_",  # Google Analytics and most newsletters
    "pk_", "piwik_", "mtm_", "matomo_",
    "hsa_", "_hs",  # HubSpot
    "fb_action_", "fbc_",
    "oly_", "vero_",
    "guce_",
    "_branch_",
    "_x_tr_",  # Google Translate's proxy
)  # fmt: skip

TRACKING_FIELDS = frozenset({
    # advertising clicks
    "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "gad_source", "gad_campaignid", "srsltid",
    "fbclid", "msclkid", "yclid", "ysclid", "twclid", "ttclid", "li_fat_id", "epik", "rdt_cid",
    "irclickid", "wickedid", "rb_clickid", "s_cid", "zanpid", "_openstat",
    # sharing
    "igshid", "igsh", "mibextid", "sfnsn", "share_id", "ref_src", "ref_url", "fb_source", "fb_ref",
    "__twitter_impression", "si", "rdid", "xmt",
    # newsletters
    "mc_cid", "mc_eid", "mkt_tok", "ck_subscriber_id", "ml_subscriber", "ml_subscriber_hash",
    "triedredirect", "showwelcome", "showwelcomeonshare", "__s", "sc_campaign", "dm_i",
    # analytics
    "at_medium", "at_campaign", "at_format", "at_link_id", "at_link_type", "at_link_origin",
    "at_ptr_name", "at_bbc_team", "xtor", "ocid", "ns_mchannel", "ns_source", "ns_campaign",
    "ns_linkname", "ns_fee", "wt.mc_id", "wt_mc", "wt_zmc", "smid", "smtyp", "spm", "ito",
    "_ga", "_gl", "_gac", "guccounter", "ncid", "cmpid", "trk", "trkcampaign", "hsctatracking",
    # AMP viewers
    "amp_js_v", "amp_gsa", "usqp", "aoh", "ampshare",
})  # fmt: skip
"""In lower case; compared without regard to case."""


def is_tracking(name: str) -> bool:
    """Whether a query field of this name says nothing about the page."""
    name = name.lower().removeprefix("amp;")  # left by a twice escaped `&`
    return name in TRACKING_FIELDS or name.startswith(TRACKING_PREFIXES)
