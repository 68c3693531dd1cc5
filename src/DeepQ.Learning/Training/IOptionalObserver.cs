namespace DeepQ.Learning.Training;

/// <summary>An observer that training goes on without where it cannot write.</summary>
internal interface IOptionalObserver : ITrainingObserver;
