namespace DeepQ.Environments;

/// <summary>How the values of an observation may be stored without loss.</summary>
public enum ElementType
{
    /// <summary>32-bit floating point.</summary>
    Float32,

    /// <summary>Whole numbers from 0 to 255, such as the pixels of an image.</summary>
    UInt8,
}
