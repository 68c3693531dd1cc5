namespace PolicyServer.Acting;

/// <summary>What the policy does in one state.</summary>
/// <param name="Action">The number of the action, from 0: the first legal one of the greatest value.</param>
/// <param name="Name">The name of the action.</param>
/// <param name="QValues">The expected discounted return of each action, those of illegal ones too.</param>
internal sealed record Decision(int Action, string Name, float[] QValues);
