namespace DeepQ.Orleans.Messages;

/// <summary>A version of the weights for actors.</summary>
/// <param name="Version">Their version.</param>
/// <param name="Weights">The weights.</param>
[GenerateSerializer]
[Immutable]
[Alias("DeepQ.PublishedWeights")]
internal sealed record PublishedWeights([property: Id(0)] long Version, [property: Id(1)] byte[] Weights);
