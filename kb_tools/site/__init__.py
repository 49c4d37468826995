"""The site that staff browse: what stands on its pages, and the plug-in that gives it to MkDocs."""
