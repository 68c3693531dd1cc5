namespace DeepQ.Learning;

/// <summary>
/// Moves parameters in flat memory against their gradient, as <see cref="GradientDescent"/> moves tensors.
/// </summary>
internal sealed class FusedOptimizer(FusedLayout layout, KernelSet kernels, DqnOptions options)
{
    private readonly AlignedBuffer _first = new(layout.ParameterLength);
    private readonly AlignedBuffer _second = new(layout.ParameterLength);
    private long _steps;

    /// <inheritdoc cref="GradientDescent.Step"/>
    public double Step(Span<float> parameters, ReadOnlySpan<float> gradient, double learningRate, double maxNorm)
    {
        double norm = Math.Sqrt(kernels.SquaredNorm(gradient));
        if (!double.IsFinite(norm))
            throw new TrainingDivergedException($"The norm of the gradient became {norm}.");
        float scale = norm > maxNorm ? (float)(maxNorm / norm) : 1;

        _steps++;
        if (options.Optimizer == Optimizer.RMSProp)
        {
            RmsPropStep step = new(scale, learningRate, RmsPropDescent.Smoothing, options.OptimizerEpsilon ?? 0.01);
            kernels.Move(step, parameters, gradient, _first.Span, _second.Span);
        }
        else
        {
            AdamStep step = AdamStep.At(
                _steps, scale, learningRate, options.OptimizerEpsilon ?? 1e-8, options.WeightDecay);
            kernels.Move(step, parameters, gradient, _first.Span, _second.Span);
        }

        return norm;
    }

    /// <summary>Writes what <see cref="GradientDescent.Save"/> writes.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(_steps);
        foreach (ParameterSlot slot in layout.Slots)
        {
            slot.Save(_first.Span, writer);
            slot.Save(_second.Span, writer);
        }
    }

    /// <summary>
    /// Takes over what an optimizer of the same kind and parameters wrote, of tensors or of flat memory.
    /// </summary>
    public void Load(BinaryReader reader)
    {
        _steps = reader.ReadInt64();
        foreach (ParameterSlot slot in layout.Slots)
        {
            slot.Load(_first.Span, reader);
            slot.Load(_second.Span, reader);
        }
    }
}
