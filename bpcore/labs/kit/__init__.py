"""What every lab is made of: host, controls, arrangement, presets, pictures."""
