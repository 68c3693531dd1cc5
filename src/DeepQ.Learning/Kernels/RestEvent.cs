namespace DeepQ.Learning.Kernels;

/// <summary>An event that affects all weights: an optimizer step, or a move of the target toward them.</summary>
/// <param name="Adam">The part of the step that does not depend on a gradient; for RMSProp one without effect.</param>
/// <param name="FirstFade">The factor of the first moments; 1 for no step.</param>
/// <param name="SecondFade">The factor of the second moments.</param>
/// <param name="Blend">The share of the way that the target moves; 0 for a step.</param>
internal readonly record struct RestEvent(AdamStep Adam, float FirstFade, float SecondFade, float Blend);
