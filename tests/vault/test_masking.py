import pytest

from vault.masking import mask_cnic, mask_email, mask_passport, mask_phone


@pytest.mark.parametrize(
    ("mask", "value", "shown"),
    [
        (mask_cnic, "3520212345671", "35202-*****67-1"),
        (mask_cnic, "35202-1234567-1", "35202-*****67-1"),
        (mask_cnic, "352021234567", "*****"),
        (mask_cnic, "", ""),
        (mask_passport, "AB1234567", "AB*****67"),
        (mask_passport, "AB123", "*****"),
        (mask_phone, "+923001234567", "+92*******567"),
        (mask_phone, "03001234567", "03******567"),
        (mask_phone, "123", "*****"),
        (mask_email, "ayesha@example.org", "a***@example.org"),
        (mask_email, "nonsense", "*****"),
        (mask_email, "", ""),
    ],
)
def test_masks(mask, value, shown):
    assert mask(value) == shown
