"""The scene as plain data: meshes, materials by recipe name, lights, cameras; camera solving; USD."""
