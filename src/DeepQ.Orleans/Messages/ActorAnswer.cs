namespace DeepQ.Orleans.Messages;

/// <summary>The status of an actor.</summary>
/// <param name="State">Full if the silo does not train, Broken if the environment failed, otherwise Running.</param>
/// <param name="Silo">The name of the silo.</param>
/// <param name="Steps">The number of environment steps on this silo.</param>
/// <param name="Text">The error; empty for none.</param>
[GenerateSerializer]
[Immutable]
[Alias("DeepQ.ActorAnswer")]
internal sealed record ActorAnswer(
    [property: Id(0)] TrainingState State, [property: Id(1)] string Silo, [property: Id(2)] long Steps, [property: Id(3)] string Text);
