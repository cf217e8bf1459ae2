"""What a review needs beside the differences themselves: one comment on the forge, and its own report formats."""
