namespace DeepQ.Learning.Kernels;

/// <summary>Something that happens to all weights: a step of the optimizer, or a move of the target toward them.</summary>
/// <param name="Adam">The step, as far as it depends on no gradient; for RMSProp one that moves nothing.</param>
/// <param name="FirstFade">What the step leaves of the first moments; 1 for no step.</param>
/// <param name="SecondFade">What it leaves of the second.</param>
/// <param name="Blend">The part of the way that the target moves; 0 for a step.</param>
internal readonly record struct RestEvent(AdamStep Adam, float FirstFade, float SecondFade, float Blend);
