namespace TorchSharp;

/// <summary>What surrounds an image in a convolution.</summary>
public enum PaddingModes
{
    Zeros = 0,
}
