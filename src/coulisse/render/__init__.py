"""The fast raster, volumes, Cycles, passes and the comp."""
