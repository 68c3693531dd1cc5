using DeepQ.Onnx.Evaluation.Kernels;
using DeepQ.Onnx.Evaluation.Memory;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Shapes;

namespace DeepQ.Onnx.Evaluation.Operators;

/// <summary>Windows that move over an image, [batch, channels, ...].</summary>
internal static class WindowOperators
{
    public static void Convolution(EvaluatedNode node)
    {
        ElementwiseOperators.RequireFloat(node, 0);
        long[] weights = node.Shape(1).Axes;
        WindowShape shape = new(node, weights[2..]);
        int groups = (int)node.Settings.Int("group", 1), channels = (int)node.Shape(0).Axes[1];
        int padded = WindowShape.Product(shape.Padded), image = WindowShape.Product(shape.Image) * channels;
        int[] windows = WindowShape.Offsets(shape.Places, shape.Strides, shape.Padded);
        int[] kernel = WindowShape.Offsets(shape.Kernel, shape.Dilations, shape.Padded);
        int[] steps = [.. Enumerable.Range(0, channels / groups).SelectMany(channel => kernel.Select(step => (channel * padded) + step))];
        Kernels.Convolution convolution = new(
            node.Kernels,
            node.Constant(1).Constant<float>(),
            node.Has(2) ? node.Constant(2).Constant<float>() : [],
            groups,
            windows,
            steps,
            padded * (channels / groups));

        Storage from = node.Read(0), to = node.Write();
        Storage products = node.Scratch(new(OnnxElementType.Float32, GuardedShape.Fixed(convolution.Room)));
        Storage? around = shape.IsPadded
            ? node.Scratch(new(OnnxElementType.Float32, GuardedShape.Fixed(checked(padded * channels))))
            : null;
        int result = (int)(node.Output().Shape.Count / node.Output().Shape.Axes[0]);
        node.Emit((memory, states) =>
        {
            ReadOnlySpan<float> images = memory.Of<float>(from, states);
            Span<float> results = memory.Of<float>(to, states);
            Span<float> room = memory.Of<float>(products, states);
            Span<float> whole = around is null ? [] : memory.Of<float>(around, states);
            whole.Clear();
            for (int i = 0; i < images.Length / image; i++)
            {
                ReadOnlySpan<float> one = images.Slice(i * image, image);
                if (around is not null)
                {
                    shape.Pad(one, whole);
                    one = whole;
                }

                convolution.Run(one, room, results.Slice(i * result, result));
            }
        });
        node.Rectify = () => convolution.Rectified = true;
    }

    public static void Pool(EvaluatedNode node)
    {
        ElementwiseOperators.RequireFloat(node, 0);
        if (node.OutputCount > 1)
            throw node.Unsupported("of several outputs");
        int axes = node.Shape(0).Rank - 2;
        WindowShape shape = new(node, node.Settings.Ints("kernel_shape", axes, 0, 1, int.MaxValue));
        bool greatest = node.Operator == "MaxPool", countsAll = node.Settings.Flag("count_include_pad", false);
        Pooling pooling = new(shape, greatest, countsAll);
        Storage from = node.Read(0), to = node.Write();
        (int image, int places) = (WindowShape.Product(shape.Image), WindowShape.Product(shape.Places));
        node.Emit((memory, states) =>
        {
            ReadOnlySpan<float> images = memory.Of<float>(from, states);
            Span<float> results = memory.Of<float>(to, states);
            for (int i = 0; i < images.Length / image; i++)
                pooling.Run(images.Slice(i * image, image), results.Slice(i * places, places));
        });
    }

    public static void GlobalPool(EvaluatedNode node)
    {
        ElementwiseOperators.RequireFloat(node, 0);
        Storage from = node.Read(0), to = node.Write();
        int image = (int)(node.Shape(0).Count / node.Output().Shape.Count);
        bool greatest = node.Operator == "GlobalMaxPool";
        node.Emit((memory, states) =>
        {
            ReadOnlySpan<float> values = memory.Of<float>(from, states);
            Span<float> result = memory.Of<float>(to, states);
            if (greatest)
                Reduction.Rows<Reduction.Greatest>(values, result, image);
            else
                Reduction.Rows<Reduction.Mean>(values, result, image);
        });
    }

    public static void Pad(EvaluatedNode node)
    {
        ElementwiseOperators.RequireFloat(node, 0);
        GuardedShape shape = node.Shape(0), padded = node.Output().Shape;
        long[] pads = (node.Settings.Version < 11 ? node.Settings.Ints("pads") : node.Settings.KnownInts(1))!;
        string mode = node.Settings.Text("mode", "constant");
        float value = node.Has(2) ? node.Constant(2).Constant<float>()[0] : node.Settings.Float("value", 0);
        // The source of each element of a state; -1 for the padding value.
        int[] places = [0];
        int size = 1;
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            int[] inner = places;
            (int length, int before, int step) = ((int)shape.Axes[axis], (int)pads[axis], size);
            places = [.. Enumerable.Range(0, (int)padded.Axes[axis]).SelectMany(at => Source(at - before, length, mode) is var source && source < 0
                ? Enumerable.Repeat(-1, inner.Length)
                : inner.Select(place => place < 0 ? -1 : (source * step) + place))];
            size *= length;
        }

        Storage from = node.Read(0), to = node.Write();
        int count = (int)shape.Count;
        node.Emit((memory, states) =>
        {
            ReadOnlySpan<float> values = memory.Of<float>(from, states);
            Span<float> result = memory.Of<float>(to, states);
            for (int i = 0; i < result.Length / places.Length; i++)
            {
                ReadOnlySpan<float> one = values.Slice(i * count, count);
                for (int j = 0; j < places.Length; j++)
                    result[(i * places.Length) + j] = places[j] < 0 ? value : one[places[j]];
            }
        });
    }

    private static int Source(int at, int length, string mode) => at >= 0 && at < length ? at : mode switch
    {
        "edge" => Math.Clamp(at, 0, length - 1),
        "reflect" => at < 0 ? -at : (2 * (length - 1)) - at,
        _ => -1,
    };
}
