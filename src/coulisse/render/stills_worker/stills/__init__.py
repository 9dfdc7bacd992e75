"""A staged scene in Blender: meshes, looks, lamps, cameras, pictures. Shares only files with Coulisse."""
