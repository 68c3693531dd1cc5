namespace DeepQ.Learning.Optimizers;

/// <summary>The weights of a parameter that were reinitialized.</summary>
/// <param name="Parameter">The number of the parameter, in the order of the module.</param>
/// <param name="Places">Their positions in the parameter, row-major.</param>
internal sealed record DrawnWeights(int Parameter, int[] Places);
