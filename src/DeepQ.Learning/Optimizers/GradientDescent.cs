using System.Numerics;
using System.Runtime.InteropServices;
using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Kernels;
using static TorchSharp.torch;

namespace DeepQ.Learning.Optimizers;

/// <summary>Applies gradients to parameters, with the moments in managed arrays.</summary>
/// <remarks>
/// TorchSharp's own optimizers pass scalars to native code without keeping them alive: a garbage collection at the
/// wrong moment ends the process or the training. They also allocate in every step. Here parameters and gradients are
/// read and written in place; those on a GPU are copied to the host and back.
/// </remarks>
internal sealed class GradientDescent
{
    private readonly Parameter[] _parameters;
    private readonly Tensor?[] _gradients;
    private readonly OptimizerSettings _settings;
    private readonly ParameterMover _mover;
    private readonly YoungWeights _young;

    public GradientDescent(IEnumerable<Parameter> parameters, OptimizerSettings settings)
    {
        _settings = settings;
        _mover = settings.Optimizer.CreateMover(KernelSet.Widest);
        _young = new YoungWeights(settings, KernelSet.Widest);
        _parameters = [.. parameters];
        _gradients = new Tensor?[_parameters.Length];
        Moments = [.. _parameters.Select(parameter => NewMoments(parameter.numel()))];
    }

    /// <summary>The number of steps taken.</summary>
    public long Steps { get; set; }

    /// <summary>The moments of each parameter, in order, all zero at first.</summary>
    public IReadOnlyList<float[][]> Moments { get; }

    /// <summary>Sets the gradients to zero in place, for a backward pass to add to.</summary>
    public void ClearGradients()
    {
        for (int i = 0; i < _parameters.Length; i++)
        {
            _gradients[i] = _parameters[i].grad;
            if (_gradients[i] is { device_type: DeviceType.CPU } gradient)
                Values(gradient).Clear();
            else
                _gradients[i]?.zero_();
        }
    }

    /// <summary>Takes one step, with the gradient clipped to a norm over all parameters.</summary>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="maxNorm">The greatest allowed norm of the gradient.</param>
    /// <returns>The norm of the gradient before clipping.</returns>
    public double Step(double learningRate, double maxNorm)
    {
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        double squaredNorm = 0;
        for (int i = 0; i < _parameters.Length; i++)
        {
            _gradients[i] = OnHost(_gradients[i] ?? _parameters[i].grad);
            squaredNorm += SquaredNorm(Values(_gradients[i]));
        }

        double norm = Math.Sqrt(squaredNorm);
        if (!double.IsFinite(norm))
            throw new DivergenceException($"The norm of the gradient became {norm}.");
        float scale = norm > maxNorm ? (float)(maxNorm / norm) : 1;

        Steps++;
        _young.Forget(Steps);
        OptimizerStep step = _settings.Step(Steps, scale, learningRate);
        _mover.Begin(step);
        for (int i = 0; i < _parameters.Length; i++)
        {
            if (_gradients[i] is { } gradient)
                Move(i, step, Values(gradient));
            _gradients[i] = null;
        }

        return norm;
    }

    /// <summary>
    /// Restarts the optimizer for some weights: their moments are zero, and their steps are counted from here.
    /// </summary>
    /// <param name="drawn">The weights; null for all.</param>
    public void BeginAnew(IReadOnlyList<DrawnWeights>? drawn)
    {
        if (drawn is null)
        {
            Steps = 0;
            _young.Clear();
            foreach (float[] moment in Moments.SelectMany(moments => moments))
                Array.Clear(moment);
            return;
        }

        foreach (DrawnWeights weights in drawn)
        {
            foreach (float[] moment in Moments[weights.Parameter])
            {
                foreach (int place in weights.Places)
                    moment[place] = 0;
            }

            _young.Add(weights, weights.Places, Steps);
        }
    }

    /// <summary>Writes the number of steps and the moments.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(Steps);
        foreach (float[] moment in Moments.SelectMany(moments => moments))
            writer.WriteValues<float>(moment);
        if (_settings.BeginsAnew)
            _young.Save(writer);
    }

    /// <summary>Restores what an optimizer of the same kind and parameters wrote.</summary>
    public void Load(BinaryReader reader)
    {
        Steps = reader.ReadInt64();
        foreach (float[] moment in Moments.SelectMany(moments => moments))
            reader.ReadValues<float>(moment);
        if (_settings.BeginsAnew)
            _young.Load(reader, weights => weights.Places);
    }

    private static float[][] NewMoments(long size) => [new float[size], new float[size]];

    private void Move(int number, in OptimizerStep step, Span<float> gradient)
    {
        Parameter parameter = _parameters[number];
        if (parameter.device_type == DeviceType.CPU)
        {
            Move(number, step, Values(parameter), gradient);
        }
        else
        {
            Tensor host = parameter.detach().cpu();
            Move(number, step, Values(host), gradient);
            parameter.copy_(host);
        }
    }

    private void Move(int number, in OptimizerStep step, Span<float> values, Span<float> gradient)
    {
        (float[] first, float[] second) = (Moments[number][0], Moments[number][1]);
        _young.Take(number, values, gradient, first, second);
        _mover.Move(values, gradient, first, second);
        _young.Give(number, step, values, first, second);
    }

    // In double precision, so that the norm hardly depends on how the sum is divided.
    private static double SquaredNorm(ReadOnlySpan<float> values)
    {
        ReadOnlySpan<Vector<float>> wide = MemoryMarshal.Cast<float, Vector<float>>(values);
        Vector<double> lows = Vector<double>.Zero;
        Vector<double> highs = Vector<double>.Zero;
        foreach (Vector<float> vector in wide)
        {
            Vector.Widen(vector, out Vector<double> low, out Vector<double> high);
            lows += low * low;
            highs += high * high;
        }

        double sum = Vector.Sum(lows + highs);
        foreach (float value in values[(wide.Length * Vector<float>.Count)..])
            sum += (double)value * value;
        return sum;
    }

    private static Tensor? OnHost(Tensor? tensor) =>
        tensor is null || tensor.device_type == DeviceType.CPU ? tensor : tensor.cpu();

    private static Span<float> Values(Tensor? tensor) =>
        tensor is null ? [] : MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
