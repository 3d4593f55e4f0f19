"""The layers of the map: one function a layer, one line in ``registry``."""
