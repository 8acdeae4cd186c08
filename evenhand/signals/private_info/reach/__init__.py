"""Where somebody can be reached: telephone, e-mail, internet address."""
