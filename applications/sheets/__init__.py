"""What stands on the Japanese sheets: plain values for the layouts of templates/paper/, in Japanese."""
