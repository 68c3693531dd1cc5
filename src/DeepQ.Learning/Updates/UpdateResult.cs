namespace DeepQ.Learning.Updates;

/// <summary>The result of one update of the Q-network.</summary>
/// <param name="Loss">The mean loss of the batch, weighted per transition.</param>
/// <param name="MeanQ">The mean of Q(s, a) over the batch.</param>
/// <param name="MeanAbsoluteError">The mean of |Q(s, a) − y| over the batch.</param>
/// <param name="GradientNorm">The norm of the gradient over all parameters, before it was clipped.</param>
public readonly record struct UpdateResult(double Loss, double MeanQ, double MeanAbsoluteError, double GradientNorm);
