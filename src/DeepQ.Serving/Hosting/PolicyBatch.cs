using DeepQ.Serving.Inputs;

namespace DeepQ.Serving.Hosting;

/// <summary>Answers a batch of requests in one run.</summary>
internal static class PolicyBatch
{
    public static void Answer(ReloadingPolicy policy, List<PolicyRequest> batch)
    {
        try
        {
            using PolicyLease lease = policy.Acquire();
            while (batch.Count > 0 && FirstUnscorable(lease, policy, batch) is { } error)
            {
                // One bad request does not fail the others of its batch.
                batch[error.State].TrySetException(new UnscorableStateException(0, error.Action, error.Value));
                batch.RemoveAt(error.State);
            }
        }
        catch (Exception e)
        {
            foreach (PolicyRequest request in batch)
                request.TrySetException(e);
        }
    }

    /// <summary>Answers all requests, or returns the error of the first that cannot be answered.</summary>
    private static UnscorableStateException? FirstUnscorable(
        PolicyLease lease, ReloadingPolicy policy, List<PolicyRequest> batch)
    {
        bool[] legal = Masks(batch, policy);
        float[] qValues = new float[batch.Count * policy.ActionCount];
        int[] actions = new int[batch.Count];
        try
        {
            // Requests for states and for rows can share a batch if the state is the only column.
            if (batch.TrueForAll(request => request.Row is null))
                lease.Evaluate(States(batch, policy), qValues, actions, legal);
            else
                lease.Evaluate(Rows(batch, policy), qValues, actions, legal);
        }
        catch (UnscorableStateException error)
        {
            return error;
        }

        for (int i = 0; i < batch.Count; i++)
        {
            float[] values = qValues.AsSpan(i * policy.ActionCount, policy.ActionCount).ToArray();
            batch[i].TrySetResult(new PolicyDecision(actions[i], values, lease.Policy.Version));
        }

        return null;
    }

    private static float[] States(List<PolicyRequest> batch, ReloadingPolicy policy)
    {
        float[] states = new float[batch.Count * policy.ObservationSize];
        for (int i = 0; i < batch.Count; i++)
            batch[i].State.Span.CopyTo(states.AsSpan(i * policy.ObservationSize));
        return states;
    }

    private static PolicyRows Rows(List<PolicyRequest> batch, ReloadingPolicy policy) => PolicyRows.Join(
        [.. batch.Select(request => request.Row ?? PolicyRows.FromState(policy, request.State))]);

    private static bool[] Masks(List<PolicyRequest> batch, ReloadingPolicy policy)
    {
        if (batch.TrueForAll(request => request.Legal.IsEmpty))
            return [];
        bool[] legal = new bool[batch.Count * policy.ActionCount];
        for (int i = 0; i < batch.Count; i++)
        {
            Span<bool> row = legal.AsSpan(i * policy.ActionCount, policy.ActionCount);
            row.Fill(batch[i].Legal.IsEmpty);
            batch[i].Legal.Span.CopyTo(row);
        }

        return legal;
    }
}
