"""The worker of the stills: runs under an interpreter that has bpy (GPL), never imported by Coulisse."""
