namespace DeepQ.Learning.Optimizers;

/// <summary>Weights of a parameter that were drawn anew.</summary>
/// <param name="Parameter">The number of the parameter, in the order of the module.</param>
/// <param name="Places">Where they are in it, row-major.</param>
internal sealed record DrawnWeights(int Parameter, int[] Places);
