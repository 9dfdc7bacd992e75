"""The understanding of a sentence: numbers, measures, vocabulary, and what each word stands for in a brief."""
