using System.Runtime.CompilerServices;
using DeepQ.Learning.Fused.Layout;
using DeepQ.Learning.Fused.Patterns;
using DeepQ.Learning.Fused.Sparse;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.States;

namespace DeepQ.Learning.Fused.Passes;

/// <summary>Runs a network on a batch and keeps what passed through it.</summary>
internal sealed class ForwardPass
{
    // Too few to look for what they have in common.
    private const int FewStates = 4;

    private readonly FusedLayout _layout;
    private readonly KernelSet _kernels;
    private readonly ProductCostModel _plan;
    private readonly bool _keepsUnits;
    private readonly AlignedBuffer _values;
    private readonly AlignedBuffer _folded;
    private readonly int[] _all;
    private readonly ParallelRows _denseRows;
    private readonly ParallelRows _sparseRows;
    private AlignedBuffer _inputRows = new(0);
    private FusedParameters? _parameters;
    private int _index;
    private ProductStrategy _strategy;

    /// <summary>Makes room for batches of up to so many states.</summary>
    public ForwardPass(FusedLayout layout, KernelSet kernels, ForkJoinPool pool, ProductCostModel plan, int capacity, bool keepsUnits)
    {
        _keepsUnits = keepsUnits;
        _layout = layout;
        _kernels = kernels;
        _plan = plan;
        Capacity = capacity;
        _values = new AlignedBuffer(checked(capacity * layout.Width));
        _folded = new AlignedBuffer(Folds(capacity) ? checked((layout.StateSize + 1) * layout.WidestHidden) : 0);
        Pattern = new ActivationPattern(kernels, layout.WidestHidden, capacity);
        int observation = AlignedBuffer.Padded(layout.States.Count);
        SparseStates = layout.IsSparse ? new ScaledStates(layout.StateSize, layout.StateOffset, layout.StateFactor) : null;
        StatePlaces = new SparseRows(capacity, layout.States.Count < AlignedBuffer.Line ? 0 : checked(capacity * observation));
        _all = [.. Enumerable.Range(0, Math.Max(layout.WidestStep, capacity))];
        _denseRows = new ParallelRows(pool, ProductCostModel.RowsPerShare, ComputeDenseRows);
        _sparseRows = new ParallelRows(pool, ProductCostModel.RowsPerShare, ComputeSparseRows);
    }

    /// <summary>The greatest number of states.</summary>
    public int Capacity { get; }

    /// <summary>The number of states of the latest batch.</summary>
    public int Count { get; private set; }

    /// <summary>Room for the pattern of the units of one layer after the other.</summary>
    public ActivationPattern Pattern { get; }

    private DenseStep Step => _layout.Steps[_index];

    // The units of other hidden layers are read before they are rectified.
    private bool RectifiesOutputs => Step.Hidden && !_layout.Steps[_index + 1].Hidden;

    /// <summary>How the observations of the latest batch are taken.</summary>
    public ProductStrategy StateStrategy { get; private set; }

    /// <summary>Where their values are not zero, if they are taken so.</summary>
    public SparseRows StatePlaces { get; }

    /// <summary>The observations of the latest batch, where they are sparse; otherwise null.</summary>
    public ScaledStates? SparseStates { get; }

    /// <summary>What passed through: a row a state, after the rectifier.</summary>
    public Matrix Values(FeatureBlock features) => features.Of(_values.Span, Capacity, Count);

    /// <summary>The numbers from 0 on: all steps of a product.</summary>
    public ReadOnlySpan<int> All(int count) => _all.AsSpan(0, count);

    /// <summary>Computes the outputs of a batch.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="states">The states.</param>
    /// <param name="outputs">Receives the outputs: B × A × N values, row-major.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(FusedParameters parameters, StateBatch states, Span<float> outputs)
    {
        Count = states.CountOf(_layout.StateSize);
        _parameters = parameters;
        parameters.Transpose();
        if (SparseStates is not null)
            SparseStates.Load(states);
        else if (states.Sparse is null)
            Load(states.Values);
        else
            LoadAll(states);
        for (_index = 0; _index < _layout.Steps.Length; _index++)
        {
            DenseStep step = Step;
            if (step.IsNarrow)
                ComputeDots(step);
            else if (SparseStates is not null && step.ReadsStates)
                ComputeFromSparseStates(step, SparseStates);
            else if (step.ReadsStates)
                ComputeFromStates(step);
            else
                ComputeFromUnits(step);
        }

        Matrix last = Values(_layout.Outputs);
        for (int i = 0; i < Count; i++)
        {
            Span<float> result = outputs.Slice(i * _layout.OutputCount, _layout.OutputCount);
            _layout.ReadOutputs(last.Row(i), result);
        }
    }

    private void ComputeFromUnits(DenseStep step)
    {
        Matrix units = Values(step.Input);
        DenseStep before = _layout.Steps[_index - 1];
        _strategy = ChooseStrategy(step, before, units);
        if (_strategy == ProductStrategy.LowRankPlusSparse)
            Fold(before, step);
        if (_strategy == ProductStrategy.Dense)
        {
            // Between two hidden layers it has not been done yet.
            _kernels.Rectify(units);
            ComputeDense(Pattern.Alive.Length);
            return;
        }

        // A unit that is off where it is usually on takes away what it is worth there: its size, whatever its side.
        Pattern.FindExceptions(units);
        _sparseRows.Run(Count, _plan.IsShared(Pattern.ExceptionCount, step.Outputs));
        if (_keepsUnits)
            _kernels.Rectify(units);
    }

    private ProductStrategy ChooseStrategy(DenseStep step, DenseStep before, in Matrix units)
    {
        ProductStrategy strategy = ProductStrategy.Sparse;
        if (Count > FewStates || _plan.Forced is not null)
        {
            Pattern.Read(units);
            bool folds = step.Hidden && before.ReadsStates && Folds(Count);
            strategy = _plan.Forward(Pattern, Count, folds ? before.Inputs : null);
        }

        if (strategy == ProductStrategy.Sparse)
            Pattern.ClearBaseline(step.Inputs);
        return strategy;
    }

    // Whether states have so few values that what they share can pay.
    private bool Folds(int states) => !_layout.IsSparse && 2 * _layout.StateSize < states;

    private void ComputeDots(DenseStep step)
    {
        Span<float> parameters = _parameters!.Values;
        _kernels.Multiply(
            Values(step.Input.Padded), step.Weights(parameters), step.Biases(parameters), Values(step.Output));
    }

    private void ComputeFromStates(DenseStep step)
    {
        // Few values are better taken as they are, and those that a state is mostly made of zeros of, left out.
        StateStrategy = ProductStrategy.LowRankPlusSparse;
        long places = (long)Count * step.Inputs;
        if (step.Inputs >= AlignedBuffer.Line)
        {
            _kernels.FindValues(Values(step.Input), StatePlaces);
            places = StatePlaces.Starts[Count];
            StateStrategy = _plan.States((long)Count * step.Inputs, places);
        }

        if (StateStrategy == ProductStrategy.Dense)
            ComputeDense(step.Inputs);
        else
            _sparseRows.Run(Count, _plan.IsShared(places, step.Outputs));
    }

    // Rows that will be learned are brought up to date where they are; of others a copy will do.
    private void ComputeFromSparseStates(DenseStep step, ScaledStates states)
    {
        states.FindColumns();
        int rows = states.Columns.Length;
        if (!_keepsUnits && _inputRows.Span.Length < rows * step.TransposedStride)
            _inputRows = new AlignedBuffer(checked(2 * rows * step.TransposedStride));
        if (_keepsUnits)
            _parameters!.Inputs!.Touch(states.Columns);
        else
            _parameters!.CopyInputs(states.Columns, _inputRows.Span);
        _kernels.Multiply(new GatherProduct
        {
            Starts = states.Starts,
            Places = _keepsUnits ? states.Places : states.EntryColumns,
            Values = states.Values,
            Right = _keepsUnits
                ? _parameters.Inputs!.Weights
                : new Matrix(_inputRows.Span, rows, step.Outputs, step.TransposedStride),
            Result = Values(step.Output),
            Biases = step.PaddedBiases(_parameters.Transposed),
            Rectified = RectifiesOutputs,
        });
    }

    private void ComputeDense(int steps) =>
        _denseRows.Run(Count, _plan.IsShared((long)Count * steps, Step.Outputs));

    private void ComputeDenseRows(int row, int rows)
    {
        DenseStep step = Step;
        Span<float> transposed = _parameters!.Transposed;
        Product product = new()
        {
            Left = Values(step.Input),
            Right = step.ByInput(transposed),
            Result = Values(step.Output),
            InnerIndices = step.ReadsStates ? All(step.Inputs) : Pattern.Alive,
            Biases = step.PaddedBiases(transposed),
            Rectified = RectifiesOutputs,
        };
        _kernels.Multiply(product.Rows(row, rows));
    }

    // The weights and biases of two layers as those of one, with the units that are usually on between them.
    private void Fold(DenseStep before, DenseStep step)
    {
        Span<float> transposed = _parameters!.Transposed;
        Matrix folded = Folded(step);
        _kernels.Multiply(new Product
        {
            Left = before.ByInputWithBiases(transposed),
            Right = step.ByInput(transposed),
            Result = folded,
            InnerIndices = Pattern.BaselineUnits,
        });
        ReadOnlySpan<float> biases = step.PaddedBiases(transposed);
        Span<float> sums = folded.Row(before.Inputs);
        for (int i = 0; i < sums.Length; i++)
            sums[i] += biases[i];
    }

    private void ComputeSparseRows(int row, int rows)
    {
        DenseStep step = Step;
        Span<float> transposed = _parameters!.Transposed;
        bool reads = step.ReadsStates;
        ProductStrategy strategy = reads ? StateStrategy : _strategy;
        // What all states have in common: the few values of an observation, or the units that are usually on.
        bool common = strategy == ProductStrategy.LowRankPlusSparse;
        bool folded = common && !reads;
        SparseProduct product = new()
        {
            Left = Values(step.Input),
            Unsigned = !reads,
            Places = !reads ? Pattern.Exceptions : common ? null : StatePlaces,
            Right = step.ByInput(transposed),
            CommonLeft = common ? Values(_layout.States) : default,
            CommonRight = folded ? Folded(step) : step.ByInput(transposed),
            Result = Values(step.Output),
            Biases = folded ? Folded(step).Row(_layout.StateSize) : step.PaddedBiases(transposed),
            Rectified = RectifiesOutputs,
        };
        _kernels.Multiply(product, row, rows);
    }

    private Matrix Folded(DenseStep step) =>
        new(_folded.Span, _layout.StateSize + 1, step.Outputs, step.TransposedStride);

    // Without a hidden layer, every value of a state counts alike.
    private void LoadAll(StateBatch states)
    {
        float[] all = new float[Count * _layout.StateSize];
        states.CopyTo(all);
        Load(all);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Load(ReadOnlySpan<float> states)
    {
        int size = _layout.StateSize;
        float scale = _layout.StateScale;
        Matrix rows = Values(_layout.States);
        for (int i = 0; i < Count; i++)
        {
            ReadOnlySpan<float> state = states.Slice(i * size, size);
            Span<float> row = rows.Row(i);
            if (_layout.StateOffset.Length > 0)
            {
                _kernels.Scale(state, _layout.StateOffset, _layout.StateFactor, row);
                continue;
            }

            if (scale == 1 && size > AlignedBuffer.Line)
            {
                state.CopyTo(row);
                continue;
            }

            // Few values are copied in the time that a call takes.
            for (int value = 0; value < state.Length; value++)
                row[value] = state[value] * scale;
        }
    }
}
