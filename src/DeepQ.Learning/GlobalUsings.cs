global using DeepQ.Environments;
global using TorchSharp;
global using TorchSharp.Modules;
