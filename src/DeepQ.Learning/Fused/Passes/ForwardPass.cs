using DeepQ.Learning.Fused.Patterns;
using DeepQ.Learning.Fused.Steps;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.States;

namespace DeepQ.Learning.Fused.Passes;

/// <summary>Runs a network on a batch and keeps all intermediate values.</summary>
internal sealed class ForwardPass
{
    private readonly FusedLayout _layout;
    private readonly KernelSet _kernels;
    private readonly ProductCostModel _costs;
    private readonly ParallelRows _rows;

    /// <summary>Allocates the pass.</summary>
    /// <param name="layout">The network.</param>
    /// <param name="kernels">The kernels.</param>
    /// <param name="pool">The threads that share large products.</param>
    /// <param name="costs">Chooses the strategies of products.</param>
    /// <param name="capacity">The greatest number of states.</param>
    /// <param name="learns">Whether a <see cref="BackwardPass"/> follows.</param>
    public ForwardPass(
        FusedLayout layout, KernelSet kernels, ForkJoinPool pool, ProductCostModel costs, int capacity, bool learns)
    {
        (_layout, _kernels, _costs) = (layout, kernels, costs);
        _rows = new ParallelRows(pool, ProductCostModel.RowsPerShare);
        Buffers = new PassBuffers(layout, kernels, capacity, learns);
    }

    /// <summary>The intermediate values of the network.</summary>
    public PassBuffers Buffers { get; }

    /// <summary>Computes the outputs of a batch.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="states">The states.</param>
    /// <param name="outputs">Receives the outputs: B × A × N values, row-major.</param>
    public void Run(FusedParameters parameters, StateBatch states, Span<float> outputs)
    {
        Buffers.Count = states.CountOf(_layout.StateSize);
        parameters.Refresh();
        Buffers.States.Load(states, Buffers.Values(_layout.States));
        PassContext pass = Context(parameters, []);
        foreach (FusedStep step in _layout.Steps)
            step.Forward(pass);

        Matrix last = Buffers.Values(_layout.Outputs);
        for (int i = 0; i < last.Rows; i++)
            last.Row(i).CopyTo(outputs[(i * last.Columns)..]);
    }

    /// <summary>Returns what the steps of a pass over the latest batch read and write.</summary>
    public PassContext Context(FusedParameters parameters, Span<float> parameterGradient) => new()
    {
        Buffers = Buffers,
        Parameters = parameters,
        Kernels = _kernels,
        Costs = _costs,
        Rows = _rows,
        ParameterGradient = parameterGradient,
    };
}
