"""The sentences for the reason codes of OEC's register: of files, rows and claims."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    # a file
    "list_empty": _("The file is empty. Choose the file with the list of people."),
    "list_too_big": _("The file is larger than 100 MB. Split it into two files."),
    "list_old_excel": _("This is an old Excel file (.xls), or a file with a password. Save it as .xlsx or .csv without a password."),
    "list_not_table": _("This is not a table. Send a CSV or an XLSX file."),
    "list_has_password": _("The file is closed by a password. Save it without a password."),
    "list_damaged": _("The file is damaged. Open it in your spreadsheet program, save it again and send that."),
    "list_unpacks_too_big": _("The file unpacks to much more than its size. Save the sheet alone as CSV and send that."),
    "cell_too_big": _("A cell of the file is longer than 5,000 letters, or a quotation mark is open. Mend the file, send it again."),
    "too_many_columns": _("The file has more than 100 columns. Keep only the columns that are needed."),
    "too_many_rows": _("The file has more than 400,000 rows. Split it into two files."),
    "list_no_rows": _("The file has headings but no rows."),
    "column_missing": _("Say which column holds the CNIC and which holds the name."),
    "column_twice": _("One column is chosen twice."),
    "import_running": _("Another import is at work. Wait until it has ended."),
    "import_gone": _("The file of this import is not there any more. Send it again."),
    # a row (those of numbers and names stand with the candidates)
    "cnic_cut_by_spreadsheet": _("The spreadsheet has cut the CNIC (as in 3.52E+12). Format the column as text and save again."),
    "birth_not_a_day": _("This is no date of birth. Write it as 31/12/1998 or 1998-12-31."),
    "phone_unreadable": _("This is no mobile number. The row was taken without it."),
    "email_unreadable": _("This is no e-mail address. The row was taken without it."),
    "district_unknown": _("This district is not known. The row was taken without it."),
    "years_unreadable": _("This is no number of years. The row was taken without it."),
    "sex_unreadable": _("This is not male, female or X. The row was taken without it."),
    "text_too_long": _("The text is too long. The row was taken without it."),
    "duplicate_in_file": _("The same CNIC stands in an earlier row of this file. This row was left out."),
    "number_taken": _("This registration number belongs to another CNIC. This row was left out."),
    "has_profile": _("This person has an account here already."),
    "already_claimed": _("This person has claimed the entry. What they keep themselves was not changed."),
    # a claim
    "card_not_seen": _("Say how you saw the card: the original at the counter, or the embassy's letter."),
    "card_differs": _("The number on the card is not the number of this claim."),
    "nothing_on_file": _("OEC has nothing under this CNIC. Register the person at the counter."),
    "claim_second_person_needed": _("Another person must confirm this: you have seen the card."),
    "claimed_meanwhile": _("Somebody has claimed this entry a moment ago. Look at the person again."),
    "refusal_needs_words": _("Say why, in words that the person understands."),
    "claim_not_old": _("The claim still waits for the card."),
    "profile_has_other_cnic": _("Your profile has another CNIC. Sign out and claim again, or call the helpline."),
    # two files of one person
    "merge_keep_one_of_them": _("Choose which of the two files is kept."),
    "merge_waits_already": _("One of the two waits for a second signature already. Wait for that answer."),
    "merge_account_closed": _("One of the two accounts is closed. Only two open accounts can be made one."),
    "merge_two_cards": _(
        "OEC verified a CNIC on both sides, with two numbers. These are two people, or one card was verified wrongly: look there first."
    ),
    "merge_keep_the_verified": _("The numbers of the two CNICs differ, and the other side's card was verified. Keep the other side."),
    "contact_taken": _("Another account uses this e-mail. The person has to give another one."),
}
