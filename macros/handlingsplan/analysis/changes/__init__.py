"""What differs between two versions of all plans, reports and data, as sentences and kronor."""
