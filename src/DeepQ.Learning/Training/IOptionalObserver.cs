namespace DeepQ.Learning.Training;

/// <summary>An observer without which training continues if it cannot write.</summary>
internal interface IOptionalObserver : ITrainingObserver;
