namespace DeepQ.Serving.Compression;

/// <summary>How exactly a compressed policy keeps its weights.</summary>
public enum PolicyPrecision
{
    /// <summary>Fully connected layers in whole numbers: a scale an output, inputs put into 8 bits as they come.</summary>
    Int8,

    /// <summary>Weights in 16-bit floating point, computed with in 32.</summary>
    Float16,

    /// <summary>
    /// Weights of fully connected layers and convolutions in 8 bits, with a scale for each output; what is computed stays in 32.
    /// </summary>
    Int8Weights,

    /// <summary>
    /// The same, with weights that are chosen so that the policy acts the same: fitted in the first three quarters of the given states, and
    /// measured in the others. Small layers stay in 32 bits.
    /// </summary>
    Int8Fitted,
}
