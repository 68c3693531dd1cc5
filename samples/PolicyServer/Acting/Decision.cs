namespace PolicyServer.Acting;

/// <summary>The decision in one state.</summary>
/// <param name="Action">The index of the action, from 0: the legal one with the greatest value, or the first of several.</param>
/// <param name="Name">The name of the action.</param>
/// <param name="QValues">The expected discounted return of each action, including illegal ones.</param>
internal sealed record Decision(int Action, string Name, float[] QValues);
