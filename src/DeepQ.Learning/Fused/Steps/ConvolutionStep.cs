using DeepQ.Learning.Fused.Layout;
using DeepQ.Learning.Fused.Patterns;
using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Fused.Steps;

/// <summary>A convolution: at each place the same fully connected layer of what is under the kernel.</summary>
/// <param name="shape">Where it is, and what its outputs see.</param>
/// <param name="input">Where the images are among the values that pass through the network.</param>
/// <param name="padded">Where they are with zeros at their edges; the same where there are none.</param>
/// <param name="output">Where its outputs are.</param>
/// <param name="rectification">Where the rectifier after it is applied.</param>
/// <param name="source">The step that computes its inputs; null where they are observations.</param>
internal sealed class ConvolutionStep(
    ConvolutionLayout shape,
    FeatureBlock input,
    FeatureBlock padded,
    FeatureBlock output,
    Rectification rectification,
    FusedStep? source)
    : FusedStep(input, output)
{
    /// <summary>The number of states that a thread takes at a time.</summary>
    public const int StatesPerShare = 8;

    private const int WeightsPerShare = 64;

    /// <summary>Where it is, and what its outputs see.</summary>
    public ConvolutionLayout Shape { get; } = shape;

    /// <summary>The step that computes its inputs; null where they are observations.</summary>
    public FusedStep? Source { get; } = source;

    private DenseLayout Memory => Shape.Memory;

    private FeatureBlock Padded => padded;

    private bool IsRectified => rectification == Rectification.Immediate;

    public override long Cost(int states) => (long)states * Shape.Places * Memory.Inputs * Memory.Outputs;

    public override void Transpose(Span<float> parameters, Span<float> transposed)
    {
        Transposition.Run(Memory.Weights(parameters), Memory.ByInput(transposed));
        Memory.Biases(parameters).CopyTo(Memory.PaddedBiases(transposed));
    }

    // Zeros of observations add nothing, as in a StateStep. Where zeros are few, the product is computed in full.
    public override void Forward(in PassContext pass)
    {
        if (Source is null)
            pass.Kernels.FindValues(pass.Values(Input), pass.Buffers.States.Places);
        bool isShared = pass.Costs.IsShared(Cost(pass.Count), 1);
        Span<float> transposed = pass.Parameters.Transposed;
        if (IsSparse(pass))
        {
            SparseRowLoop loop = new(pass.Kernels, Images(pass, Memory.ByInput(transposed), pass.Values(Output), transposed));
            pass.Rows.With(StatesPerShare).Run(loop, pass.Count, isShared);
            return;
        }

        ForwardRowLoop rows = new(this, pass.Kernels, pass.Values(Input), pass.Values(Padded), pass.Values(Output), transposed);
        pass.Rows.With(StatesPerShare).Run(rows, pass.Count, isShared);
    }

    // The gradient has been through the rectifier.
    public override void Backward(in PassContext pass)
    {
        Matrix gradient = pass.Gradients(Output);
        Span<float> sums = pass.Buffers.Sums;
        Span<float> biases = Memory.Biases(pass.ParameterGradient);
        biases.Clear();
        for (int state = 0; state < pass.Count; state++)
        {
            pass.Kernels.SumColumns(Shape.ByPlace(gradient, state), sums);
            for (int channel = 0; channel < biases.Length; channel++)
                biases[channel] += sums[channel];
        }

        Matrix byInput = Memory.ByInput(pass.Buffers.TransposedGradient);
        bool isShared = pass.Costs.IsShared(Cost(pass.Count), 1);
        if (IsSparse(pass))
            pass.Kernels.ConvolveBack(Images(pass, byInput, gradient, default));
        else
            pass.Rows.With(WeightsPerShare).Run(new WeightRowLoop(this, pass.Kernels, pass.Values(Padded), gradient, byInput), byInput.Rows, isShared);
        Transposition.Run(byInput, Memory.Weights(pass.ParameterGradient));

        if (Source is null)
            return;
        InputRowLoop inputs = new(this, pass, gradient);
        pass.Rows.With(StatesPerShare).Run(inputs, pass.Count, isShared);
    }

    private bool IsSparse(in PassContext pass) => Source is null && pass.Costs.Images(
        (long)pass.Count * Shape.Places * Memory.Inputs,
        (long)pass.Buffers.States.Places.Starts[pass.Count] * Shape.Seen.Length / (2 * Shape.Height * Shape.Width)) ==
        ProductStrategy.Sparse;

    private SparseImages Images(in PassContext pass, in Matrix weights, in Matrix outputs, Span<float> transposed) => new()
    {
        Images = pass.Values(Input),
        Places = pass.Buffers.States.Places,
        Pixels = Shape.Height * Shape.Width,
        Starts = Shape.SeenStarts,
        Windows = Shape.Seen,
        Weights = weights,
        Outputs = outputs,
        Biases = transposed.IsEmpty ? default : Memory.PaddedBiases(transposed),
        Rectified = IsRectified,
    };

    /// <summary>Outputs of sparse observations, a row a state.</summary>
    private readonly ref struct SparseRowLoop(KernelSet kernels, SparseImages images) : IRowLoop
    {
        private readonly KernelSet _kernels = kernels;
        private readonly SparseImages _images = images;

        public void Run(int row, int rows) => _kernels.Convolve(_images, row, rows);
    }

    /// <summary>Outputs, a row a state.</summary>
    private readonly ref struct ForwardRowLoop(
        ConvolutionStep step, KernelSet kernels, Matrix images, Matrix padded, Matrix outputs, Span<float> transposed) : IRowLoop
    {
        private readonly Matrix _images = images;
        private readonly Matrix _padded = padded;
        private readonly Matrix _outputs = outputs;
        private readonly Span<float> _transposed = transposed;

        public void Run(int row, int rows)
        {
            ConvolutionLayout shape = step.Shape;
            for (int state = row; state < row + rows; state++)
            {
                if (shape.Shape.Padding > 0)
                    shape.CopyInside(_images.Row(state), _padded.Row(state), back: false);
                kernels.Multiply(new WindowProduct
                {
                    Left = _padded.Row(state),
                    Windows = shape.Windows,
                    Steps = shape.Steps,
                    Right = shape.Memory.ByInput(_transposed),
                    Result = shape.ByPlace(_outputs, state),
                    Biases = shape.Memory.PaddedBiases(_transposed),
                    Rectified = step.IsRectified,
                });
            }
        }
    }

    /// <summary>dL/dW, a row an input.</summary>
    private readonly ref struct WeightRowLoop(
        ConvolutionStep step, KernelSet kernels, Matrix padded, Matrix gradient, Matrix byInput) : IRowLoop
    {
        private readonly Matrix _padded = padded;
        private readonly Matrix _gradient = gradient;
        private readonly Matrix _byInput = byInput;

        public void Run(int row, int rows)
        {
            ConvolutionLayout shape = step.Shape;
            for (int state = 0; state < _gradient.Rows; state++)
            {
                kernels.Multiply(new WindowProduct
                {
                    Left = _padded.Row(state),
                    Windows = shape.Steps.AsSpan(row, rows),
                    Steps = shape.Windows,
                    Right = shape.ByPlace(_gradient, state),
                    Result = _byInput.Slice(row, rows),
                    Adds = state > 0,
                });
            }
        }
    }

    /// <summary>dL/dX, a row a state: what each place gives to all that is under the kernel there, added up.</summary>
    private readonly ref struct InputRowLoop(ConvolutionStep step, PassContext pass, Matrix gradient) : IRowLoop
    {
        private const int PlacesAtOnce = PassBuffers.PlacesAtOnce;

        private readonly PassContext _pass = pass;
        private readonly Matrix _gradient = gradient;

        public void Run(int row, int rows)
        {
            for (int state = row; state < row + rows; state++)
                Add(state, _pass.Buffers.Patches(row / StatesPerShare));
        }

        private void Add(int state, Span<float> patches)
        {
            ConvolutionLayout shape = step.Shape;
            Span<float> inputs = _pass.Gradients(step.Padded).Row(state);
            inputs.Clear();
            Matrix places = shape.ByPlace(_gradient, state);
            for (int place = 0; place < shape.Places; place += PlacesAtOnce)
            {
                int count = Math.Min(PlacesAtOnce, shape.Places - place);
                Matrix result = new(patches, count, shape.Memory.Inputs, shape.Memory.Stride);
                _pass.Kernels.Multiply(new Product
                {
                    Left = places.Slice(place, count),
                    Right = shape.Memory.Weights(_pass.Parameters.Weights),
                    Result = result,
                    InnerIndices = _pass.All(shape.Memory.Outputs),
                });
                for (int i = 0; i < count; i++)
                    AddPatch(result.Row(i), inputs[shape.Windows[place + i]..]);
            }

            Matrix gradient = _pass.Gradients(step.Input).Slice(state, 1);
            if (shape.Shape.Padding > 0)
                shape.CopyInside(gradient.Row(0), inputs, back: true);
            if (!step.Source!.TakesUngatedGradient)
                _pass.Kernels.Gate(gradient, _pass.Values(step.Input).Slice(state, 1));
        }

        private void AddPatch(Span<float> patch, Span<float> inputs)
        {
            ConvolutionLayout shape = step.Shape;
            int length = shape.Shape.Kernel * shape.Channels;
            for (int row = 0; row < shape.Shape.Kernel; row++)
                _pass.Kernels.Add(inputs.Slice(row * shape.PaddedWidth * shape.Channels, length), patch.Slice(row * length, length));
        }
    }
}
