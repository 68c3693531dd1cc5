using DeepQ.Serving.Inputs;

namespace DeepQ.Serving.Policies;

/// <summary>The memory of one run of a policy at a time; a policy has as many lanes as concurrent callers.</summary>
public abstract class PolicyLane : IDisposable
{
    /// <summary>The Q-values of the last run: states × actions values.</summary>
    public abstract ReadOnlySpan<float> QValues { get; }

    /// <summary>The model's choice among all actions in each state of the last run.</summary>
    public abstract ReadOnlySpan<long> Actions { get; }

    /// <summary>
    /// The margin of that choice over the next best action, if the model computes it and all outputs were requested.
    /// </summary>
    public abstract ReadOnlySpan<float> Margins { get; }

    /// <summary>The distributions of returns, if the model computes them and all outputs were requested.</summary>
    public abstract ReadOnlySpan<float> Distributions { get; }

    /// <summary>
    /// The deviation of the heads of an ensemble, if the model computes it and all outputs were requested.
    /// </summary>
    public abstract ReadOnlySpan<float> Uncertainties { get; }

    /// <summary>Runs states.</summary>
    /// <param name="states">Finite values, row-major; at most as many states as a run may have.</param>
    /// <param name="all">Whether outputs other than Q-values and actions are also needed.</param>
    public abstract void Run(ReadOnlySpan<float> states, bool all);

    /// <summary>Runs rows.</summary>
    /// <param name="rows">The rows of the call.</param>
    /// <param name="first">The first row to run.</param>
    /// <param name="count">The number of rows to run, at most as many as a run may have.</param>
    /// <param name="all">Whether outputs other than Q-values and actions are also needed.</param>
    public abstract void Run(PolicyRows rows, int first, int count, bool all);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees unmanaged resources.</summary>
    /// <param name="disposing">True if disposed, false if finalized.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
