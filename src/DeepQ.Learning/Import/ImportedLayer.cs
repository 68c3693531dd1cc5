namespace DeepQ.Learning.Import;

/// <summary>A layer of a file of weights.</summary>
/// <param name="Weight">Its weights: outputs × inputs, or channels × channels × height × width.</param>
/// <param name="Bias">Its biases.</param>
internal sealed record ImportedLayer(SavedTensor Weight, SavedTensor Bias)
{
    /// <summary>The number of outputs.</summary>
    public int Outputs => Weight.Shape[0];

    /// <summary>Whether it is a convolution.</summary>
    public bool IsConvolution => Weight.Shape.Count == 4;
}
