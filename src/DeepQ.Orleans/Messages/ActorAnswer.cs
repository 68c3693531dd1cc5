namespace DeepQ.Orleans.Messages;

/// <summary>Says how an actor is.</summary>
/// <param name="State">Full where the silo does not train, Broken where the environment failed, and Running otherwise.</param>
/// <param name="Silo">The name of the silo.</param>
/// <param name="Steps">The environment steps that it took there.</param>
/// <param name="Text">What went wrong.</param>
[GenerateSerializer]
[Immutable]
[Alias("DeepQ.ActorAnswer")]
internal sealed record ActorAnswer(
    [property: Id(0)] TrainingState State, [property: Id(1)] string Silo, [property: Id(2)] long Steps, [property: Id(3)] string Text);
