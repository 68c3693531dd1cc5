namespace DeepQ.Decisions.Deciding;

/// <summary>A request that was checked.</summary>
/// <param name="Request">The request.</param>
/// <param name="ActionCount">How many actions or candidates it has.</param>
/// <param name="Candidates">The features of the candidates, row-major; empty for fixed actions.</param>
internal readonly record struct CheckedRequest(DecisionRequest Request, int ActionCount, float[] Candidates)
{
    public int CandidateCount => Candidates.Length == 0 ? 0 : ActionCount;

    public ReadOnlySpan<float> State => Request.State.Span;

    public ReadOnlySpan<bool> Allowed => Request.Allowed.Span;
}
