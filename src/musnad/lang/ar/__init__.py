"""Arabic: folding, clitics, inflected forms, numerals."""
