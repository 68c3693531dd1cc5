using System.Runtime.CompilerServices;
using DeepQ.Learning.Fused.Layout;
using DeepQ.Learning.Fused.Patterns;
using DeepQ.Learning.Fused.Sparse;
using DeepQ.Learning.Kernels;
using static DeepQ.Learning.Kernels.AlignedBuffer;

namespace DeepQ.Learning.Fused.Passes;

/// <summary>Takes the gradient of the outputs of a batch back through a network to its parameters.</summary>
internal sealed class BackwardPass
{
    private const int FewRows = 8;

    private readonly FusedLayout _layout;
    private readonly KernelSet _kernels;
    private readonly ProductCostModel _plan;
    private readonly ForwardPass _forward;
    private readonly FoldedOutputs _folded;
    private readonly AlignedBuffer _gradients;
    private readonly AlignedBuffer _sums;
    private readonly AlignedBuffer _byInput;
    private readonly SparseRows _exceptionsByUnit;
    private readonly ParallelRows _weightRows;
    private readonly ParallelRows _inputRows;
    private readonly bool[] _isDue;
    private readonly bool[] _written;
    private FusedParameters? _parameters;
    private AlignedBuffer? _parameterGradient;
    private DenseStep? _step;
    private ProductStrategy _strategy;

    /// <summary>Goes back through the latest batch of a forward pass.</summary>
    public BackwardPass(FusedLayout layout, KernelSet kernels, ForkJoinPool pool, ProductCostModel plan, ForwardPass forward)
    {
        _layout = layout;
        _kernels = kernels;
        _plan = plan;
        _forward = forward;
        _folded = new FoldedOutputs(layout, kernels, forward);
        _gradients = new AlignedBuffer(checked(forward.Capacity * layout.Width));
        _sums = new AlignedBuffer(Padded(layout.Outputs.Count));
        _byInput = new AlignedBuffer(checked(DenseStep.RowsOf(layout.States.Count) * layout.WidestHidden));
        _exceptionsByUnit = new SparseRows(layout.WidestStep, checked(forward.Capacity * layout.WidestStep));
        Inputs = layout.IsSparse ? new InputGradient(kernels, layout.Steps[0].Outputs) : null;
        _isDue = new bool[layout.WidestHidden];
        _written = new bool[layout.Width];
        _weightRows = new ParallelRows(pool, ProductCostModel.RowsPerShare, ComputeWeightRows);
        _inputRows = new ParallelRows(pool, ProductCostModel.RowsPerShare, ComputeInputRows);
    }

    /// <summary>The gradient of the weights of the first layer, where states are sparse; otherwise null.</summary>
    public InputGradient? Inputs { get; }

    private ActivationPattern Pattern => _forward.Pattern;

    /// <summary>Computes the gradient of the parameters.</summary>
    /// <param name="parameters">The parameters of the forward pass.</param>
    /// <param name="gradient">dL/d(outputs): as many values as there were outputs.</param>
    /// <param name="parameterGradient">Receives the gradient, laid out as the parameters are.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(FusedParameters parameters, ReadOnlySpan<float> gradient, AlignedBuffer parameterGradient)
    {
        _parameters = parameters;
        _parameterGradient = parameterGradient;
        Matrix outputs = Gradients(_layout.Outputs);
        for (int i = 0; i < _forward.Count; i++)
        {
            ReadOnlySpan<float> slopes = gradient.Slice(i * _layout.OutputCount, _layout.OutputCount);
            _layout.WriteGradient(slopes, outputs.Row(i));
        }

        _kernels.SumColumns(outputs, _sums.Span);
        for (int i = _layout.Steps.Length - 1; i >= 0; i--)
        {
            _step = _layout.Steps[i];
            if (!_step.Hidden)
                ComputeOutputs(_step);
            else if (_step.ReadsStates)
                ComputeFirst(_step);
            else
                ComputeHidden(_step, isLast: i == _layout.HiddenCount - 1);
        }
    }

    private void ComputeOutputs(DenseStep step)
    {
        _strategy = ProductStrategy.Dense;
        ComputeWeights(step, (long)_forward.Count * step.Outputs);
        _sums.Span.Slice(step.Output.First, step.Outputs).CopyTo(step.Biases(_parameterGradient!.Span));
        if (!step.ReadsStates)
            ComputeInputs(step, (long)_forward.Count * step.Outputs);
    }

    private void ComputeHidden(DenseStep step, bool isLast)
    {
        Matrix units = _forward.Values(step.Output);
        Matrix gradient = Gradients(step.Output);
        int outputs = _layout.Outputs.Count;
        bool folds = isLast && FoldedOutputs.Applies(_layout) && 2 * outputs < _forward.Count;
        Pattern.Read(units);
        _strategy = _plan.Backward(Pattern, _forward.Count, step.Outputs, folds ? outputs : null);
        if (_strategy == ProductStrategy.Dense)
        {
            _kernels.Gate(gradient, units);
            ComputeWeights(step, (long)_forward.Count * step.Outputs);
            Written(step).Fill(true);
            _kernels.SumColumns(gradient, step.Biases(_parameterGradient!.Span));
            ComputeInputs(step, (long)_forward.Count * Pattern.Alive.Length);
            return;
        }

        if (_strategy == ProductStrategy.LowRankPlusSparse)
            _folded.Read(_parameters!, step, Pattern, Gradients(_layout.Outputs));
        else
            Pattern.ClearBaseline(step.Outputs);
        Pattern.FindExceptions(units);
        if (_strategy == ProductStrategy.LowRankPlusSparse)
            Pattern.NegateExceptions(gradient);
        _exceptionsByUnit.Transpose(Pattern.Exceptions, _forward.Count, step.Outputs);
        FindWeightRows(step);
        ComputeWeights(step, Pattern.ExceptionCount);
        ComputeBiases(step);
        ComputeInputs(step, Pattern.ExceptionCount);
    }

    // Of a unit that is on in no state the gradient is zero, and needs to be written but once.
    private void FindWeightRows(DenseStep step)
    {
        Span<bool> written = Written(step);
        written.CopyTo(_isDue);
        written.Clear();
        foreach (int unit in Pattern.Alive)
            _isDue[unit] = written[unit] = true;
    }

    private Span<bool> Written(DenseStep step) => _written.AsSpan(step.Output.Offset, step.Outputs);

    // The gradient has been through the gate.
    private void ComputeFirst(DenseStep step)
    {
        Matrix gradient = Gradients(step.Output);
        _kernels.SumColumns(gradient, step.Biases(_parameterGradient!.Span));
        if (Inputs is not null)
        {
            Inputs.Compute(_forward.SparseStates!, gradient);
            return;
        }

        if (_forward.StateStrategy == ProductStrategy.Dense)
        {
            _strategy = ProductStrategy.Dense;
            ComputeWeights(step, (long)_forward.Count * step.Outputs);
            return;
        }

        // By inputs: rows of a few values would be mostly padding, and of many that are mostly zero few are needed.
        Matrix byInput = new(_byInput.Span, step.Inputs, step.Outputs, step.TransposedStride);
        Matrix states = _forward.Values(step.Input).Transposed;
        if (_forward.StateStrategy == ProductStrategy.LowRankPlusSparse)
        {
            ReadOnlySpan<int> all = _forward.All(_forward.Count);
            _kernels.Multiply(new Product { Left = states, Right = gradient, Result = byInput, InnerIndices = all });
        }
        else
        {
            _exceptionsByUnit.Transpose(_forward.StatePlaces, _forward.Count, step.Inputs);
            _kernels.Multiply(
                new SparseProduct { Left = states, Places = _exceptionsByUnit, Right = gradient, Result = byInput },
                0,
                step.Inputs);
        }

        Transposition.Run(byInput, step.Weights(_parameterGradient.Span));
    }

    private void ComputeBiases(DenseStep step)
    {
        Span<float> biases = step.Biases(_parameterGradient!.Span);
        Matrix gradient = Gradients(step.Output);
        ReadOnlySpan<int> starts = _exceptionsByUnit.Starts;
        for (int unit = 0; unit < biases.Length; unit++)
        {
            float sum = 0;
            foreach (int state in _exceptionsByUnit.Columns[starts[unit]..starts[unit + 1]])
                sum += gradient.At(state, unit);
            biases[unit] = sum;
        }

        if (_strategy != ProductStrategy.LowRankPlusSparse)
            return;
        Matrix weights = _folded.Weights(step);
        for (int output = 0; output < weights.Rows; output++)
        {
            ReadOnlySpan<float> row = weights.Row(output);
            float slope = _sums.Span[output];
            for (int unit = 0; unit < biases.Length; unit++)
                biases[unit] += row[unit] * slope;
        }
    }

    private void ComputeWeights(DenseStep step, long rows) =>
        _weightRows.Run(step.Outputs, _plan.IsShared(rows, step.Inputs));

    private void ComputeInputs(DenseStep step, long rows) =>
        _inputRows.Run(_forward.Count, _plan.IsShared(rows, step.Inputs));

    private void ComputeWeightRows(int row, int rows)
    {
        DenseStep step = _step!;
        Matrix result = step.Weights(_parameterGradient!.Span);
        Matrix inputs = _forward.Values(step.Input);
        if (_strategy == ProductStrategy.Dense)
        {
            Product product = new()
            {
                Left = Gradients(step.Output).Transposed,
                Right = inputs,
                Result = result,
                InnerIndices = _forward.All(_forward.Count),
            };
            _kernels.Multiply(product.Rows(row, rows));
            return;
        }

        SparseProduct sparse = new()
        {
            Left = Gradients(step.Output).Transposed,
            Places = _exceptionsByUnit,
            Right = inputs,
            CommonLeft = _strategy == ProductStrategy.LowRankPlusSparse ? _folded.Weights(step).Transposed : default,
            CommonRight = _strategy == ProductStrategy.LowRankPlusSparse ? _folded.InputSums(step) : default,
            Result = result,
        };
        // Between rows that are not worth a call of their own, those that are not due are zero again.
        int last = row + rows;
        while (row < last)
        {
            int first = row;
            for (int idle = 0; row < last && idle < FewRows; row++)
                idle = _isDue[row] ? 0 : idle + 1;
            _kernels.Multiply(sparse, first, row - first);
            while (row < last && !_isDue[row])
                row++;
        }
    }

    private void ComputeInputRows(int row, int rows)
    {
        DenseStep step = _step!;
        Matrix result = Gradients(step.Input);
        Matrix weights = step.Weights(_parameters!.Values);
        // The gradient of the last hidden layer is needed on both sides of its gate.
        Matrix gate = step.Hidden || _layout.HiddenCount == 1 ? _forward.Values(step.Input) : default;
        if (_strategy == ProductStrategy.Dense)
        {
            Product product = new()
            {
                Left = Gradients(step.Output),
                Right = weights,
                Result = result,
                InnerIndices = step.Hidden ? Pattern.Alive : _forward.All(step.Outputs),
                Gate = gate,
            };
            _kernels.Multiply(product.Rows(row, rows));
            return;
        }

        SparseProduct sparse = new()
        {
            Left = Gradients(step.Output),
            Places = Pattern.Exceptions,
            Right = weights,
            CommonLeft = _strategy == ProductStrategy.LowRankPlusSparse ? Gradients(_layout.Outputs) : default,
            CommonRight = _strategy == ProductStrategy.LowRankPlusSparse ? _folded.InputWeights(step) : default,
            Result = result,
            Gate = gate,
        };
        _kernels.Multiply(sparse, row, rows);
    }

    private Matrix Gradients(FeatureBlock features) =>
        features.Of(_gradients.Span, _forward.Capacity, _forward.Count);
}
