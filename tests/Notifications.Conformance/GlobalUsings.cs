global using Notifications.Storage;
