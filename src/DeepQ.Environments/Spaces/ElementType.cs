namespace DeepQ.Environments;

/// <summary>The type that stores the values of an observation without loss.</summary>
public enum ElementType
{
    /// <summary>32-bit floating point. A network receives the values unchanged.</summary>
    Float32,

    /// <summary>
    /// Integers from 0 to 255, such as the pixels of an image. A network divides them by their upper bounds: those of
    /// [0, 255] by 255, those of [0, 1] by one.
    /// </summary>
    UInt8,
}
