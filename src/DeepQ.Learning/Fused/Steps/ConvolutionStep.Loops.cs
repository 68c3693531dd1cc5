using DeepQ.Learning.Fused.Layout;
using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Fused.Steps;

internal sealed partial class ConvolutionStep
{
    /// <summary>The outputs of sparse observations, one row per state.</summary>
    private readonly ref struct SparseRowLoop(KernelSet kernels, SparseImages images) : IRowLoop
    {
        private readonly KernelSet _kernels = kernels;
        private readonly SparseImages _images = images;

        public void Run(int row, int rows) => _kernels.Convolve(_images, row, rows);
    }

    /// <summary>The outputs, one row per state.</summary>
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

    /// <summary>dL/dW, one row per input.</summary>
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

    /// <summary>
    /// dL/dX, one row per state: the sum over kernel positions of their gradients for all values under the kernel.
    /// </summary>
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
