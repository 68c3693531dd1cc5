using DeepQ.Serving.Inputs;

namespace DeepQ.Serving.Policies;

/// <summary>Memory for one run of a policy at a time; a policy has as many lanes as it has callers at once.</summary>
public abstract class PolicyLane : IDisposable
{
    /// <summary>The Q-values of the last run: states × actions values.</summary>
    public abstract ReadOnlySpan<float> QValues { get; }

    /// <summary>What the model chose among all actions in each state of the last run.</summary>
    public abstract ReadOnlySpan<long> Actions { get; }

    /// <summary>What that is ahead of the next best, where the model says it and all outputs were asked for.</summary>
    public abstract ReadOnlySpan<float> Margins { get; }

    /// <summary>The distributions of returns, where the model gives them and all outputs were asked for.</summary>
    public abstract ReadOnlySpan<float> Distributions { get; }

    /// <summary>How far the heads of an ensemble lie apart, where the model says it and all outputs were asked for.</summary>
    public abstract ReadOnlySpan<float> Uncertainties { get; }

    /// <summary>Runs states.</summary>
    /// <param name="states">Finite values, row-major; at most as many states as a run may have.</param>
    /// <param name="all">Whether the outputs beyond Q-values and actions are wanted, too.</param>
    public abstract void Run(ReadOnlySpan<float> states, bool all);

    /// <summary>Runs rows.</summary>
    /// <param name="rows">The rows of the call.</param>
    /// <param name="first">The first of them that are run.</param>
    /// <param name="count">How many are, at most as many as a run may have.</param>
    /// <param name="all">Whether the outputs beyond Q-values and actions are wanted, too.</param>
    public abstract void Run(PolicyRows rows, int first, int count, bool all);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what is not managed.</summary>
    /// <param name="disposing">Whether it is disposed, and not finalized.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
