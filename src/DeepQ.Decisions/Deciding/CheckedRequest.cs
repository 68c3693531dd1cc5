namespace DeepQ.Decisions.Deciding;

/// <summary>A request that passed the checks.</summary>
/// <param name="Request">The request.</param>
/// <param name="ActionCount">The number of its actions or candidates.</param>
/// <param name="Candidates">The features of the candidates, row-major; empty for fixed actions.</param>
internal readonly record struct CheckedRequest(DecisionRequest Request, int ActionCount, float[] Candidates)
{
    public int CandidateCount => Candidates.Length == 0 ? 0 : ActionCount;

    public ReadOnlySpan<float> State => Request.State.Span;

    public ReadOnlySpan<bool> Allowed => Request.Allowed.Span;
}
