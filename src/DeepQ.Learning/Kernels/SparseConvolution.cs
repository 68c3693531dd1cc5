using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DeepQ.Learning.Kernels.Simd;

namespace DeepQ.Learning.Kernels;

/// <summary>Computes a convolution of <see cref="SparseImages"/> and the gradient of its weights.</summary>
internal static class SparseConvolution<TSimd>
    where TSimd : struct, ISimd<TSimd>
{
    /// <summary>Computes the outputs of some states.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in SparseImages images, int row, int rows)
    {
        ref float weights = ref images.Weights.At(0, 0);
        for (int last = row + rows; row < last; row++)
        {
            ref float outputs = ref images.Outputs.At(row, 0);
            Begin(images.Biases, ref outputs, images.Outputs.Columns);
            if (images.Weights.RowStride == TSimd.Width)
                Spread(images, row, ref weights, ref outputs, one: true, isBackward: false);
            else
                Spread(images, row, ref weights, ref outputs, one: false, isBackward: false);
            if (images.Rectified)
                Elementwise<TSimd>.Rectify(images.Outputs.Slice(row, 1));
        }
    }

    /// <summary>Computes the gradient of the weights from the gradient of the outputs of all states.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunBack(in SparseImages images)
    {
        ref float weights = ref images.Weights.At(0, 0);
        MemoryMarshal.CreateSpan(ref weights, images.Weights.Rows * (int)images.Weights.RowStride).Clear();
        for (int row = 0; row < images.Images.Rows; row++)
        {
            ref float outputs = ref images.Outputs.At(row, 0);
            if (images.Weights.RowStride == TSimd.Width)
                Spread(images, row, ref weights, ref outputs, one: true, isBackward: true);
            else
                Spread(images, row, ref weights, ref outputs, one: false, isBackward: true);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Begin(ReadOnlySpan<float> biases, ref float outputs, nint columns)
    {
        ref float bias = ref MemoryMarshal.GetReference(biases);
        for (nint i = 0; i < biases.Length; i += TSimd.Width)
        {
            TSimd values = TSimd.Load(ref Unsafe.Add(ref bias, i));
            for (nint column = i; column < columns; column += biases.Length)
                TSimd.Store(values, ref Unsafe.Add(ref outputs, column));
        }
    }

    // Compiled for both directions, and for channels that fit in one vector.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Spread(
        in SparseImages images, int row, ref float weights, ref float outputs, bool one, bool isBackward)
    {
        ref float values = ref images.Images.At(row, 0);
        ref int starts = ref MemoryMarshal.GetReference(images.Starts);
        ref int windows = ref MemoryMarshal.GetReference(images.Windows);
        nint width = images.Weights.RowStride;
        int firstOfChannel = 0;
        nint channel = 0;
        foreach (int place in images.Places.Columns[images.Places.Starts[row]..images.Places.Starts[row + 1]])
        {
            while (place >= firstOfChannel + images.Pixels)
            {
                firstOfChannel += images.Pixels;
                channel += width;
            }

            TSimd value = TSimd.Broadcast(Unsafe.Add(ref values, place));
            nint pixel = place - firstOfChannel;
            nint stop = Unsafe.Add(ref starts, pixel + 1);
            for (nint window = Unsafe.Add(ref starts, pixel); window < stop; window++)
            {
                ref float output = ref Unsafe.Add(ref outputs, Unsafe.Add(ref windows, 2 * window));
                ref float weight = ref Unsafe.Add(ref weights, Unsafe.Add(ref windows, (2 * window) + 1) + channel);
                ref float from = ref isBackward ? ref output : ref weight;
                ref float to = ref isBackward ? ref weight : ref output;
                for (nint i = 0; i < width; i += TSimd.Width)
                {
                    TSimd sum = TSimd.MultiplyAdd(
                        value, TSimd.Load(ref Unsafe.Add(ref from, i)), TSimd.Load(ref Unsafe.Add(ref to, i)));
                    TSimd.Store(sum, ref Unsafe.Add(ref to, i));
                    if (one)
                        break;
                }
            }
        }
    }
}
