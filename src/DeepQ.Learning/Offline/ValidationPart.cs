namespace DeepQ.Learning;

/// <summary>Logged episodes that value a policy by fitted Q evaluation.</summary>
internal sealed class ValidationPart(LoggedData episodes, OffPolicyOptions options, double gamma)
{
    private readonly LoggedRows _rows = new(episodes);
    private readonly LoggedFit _fit = new(episodes, options, gamma);

    /// <summary>The estimated discounted return of the greedy policy from the first states of the episodes.</summary>
    public double Value(QNetwork network, Xoshiro256 random, CancellationToken cancellationToken)
    {
        (float[] states, float[] successors) = _rows.Values(network.QValues);
        PolicyTable policy = PolicyTable.Greedy(_rows, states, successors);
        using QNetwork q = _fit.Values([.. Enumerable.Range(0, _rows.Count)], policy, random, cancellationToken);
        (float[] values, _) = _rows.Values(q.QValues);
        return _rows.Log.Episodes!.Average(episode => At(episode.First));

        double At(int row) => Enumerable.Range(row * _rows.ActionCount, _rows.ActionCount)
            .Sum(i => (double)policy.States[i] * values[i]);
    }
}
